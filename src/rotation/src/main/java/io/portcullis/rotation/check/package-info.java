/** Whether a token may be used: known, admitted, as narrow as wanted, good for the endpoint. */
package io.portcullis.rotation.check;
