/** What a template keeps, and whether another template still keeps it. */
package io.portcullis.constructs.policy.state;
