/**
 * What the functions of this library have in common: their package, runtime, log group and role.
 * What one function does lives with its construct.
 */
package io.portcullis.constructs.function;
