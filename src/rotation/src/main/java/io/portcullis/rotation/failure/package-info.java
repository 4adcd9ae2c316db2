/** Why something is not done, in words for an operator and without any secret. */
package io.portcullis.rotation.failure;
