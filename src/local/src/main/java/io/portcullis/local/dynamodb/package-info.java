/** DynamoDB: DynamoDB Local in this process, with the tables of the template. No item is ours. */
package io.portcullis.local.dynamodb;
