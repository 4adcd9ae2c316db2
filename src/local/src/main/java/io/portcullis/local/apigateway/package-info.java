/**
 * Amazon API Gateway, REST: routes, resource policy, signatures and authorizers, keys, plans,
 * validation, gateway responses and the Lambda proxy integration of one stage. Nothing here opens a
 * port or starts a process.
 */
package io.portcullis.local.apigateway;
