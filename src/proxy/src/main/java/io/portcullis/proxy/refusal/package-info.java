/** Why a request is refused, in stable codes. */
package io.portcullis.proxy.refusal;
