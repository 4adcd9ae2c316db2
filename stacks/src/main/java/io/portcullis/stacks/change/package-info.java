/**
 * What a deployment would do to an environment, beyond what it adds: what is stored and lost, and
 * what is opened that was closed. The templates that are deployed are compared with those to
 * deploy.
 */
package io.portcullis.stacks.change;
