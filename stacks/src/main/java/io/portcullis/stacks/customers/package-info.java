/**
 * The customers of an environment as its file has them, and their API keys as API Gateway has them.
 */
package io.portcullis.stacks.customers;
