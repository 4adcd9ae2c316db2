/** AWS Signature Version 4 of HTTP requests: checks one, and signs one as AWS's SDK does. */
package io.portcullis.local.sigv4;
