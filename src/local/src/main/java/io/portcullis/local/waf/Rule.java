package io.portcullis.local.waf;

/** One rule of a web ACL; a smaller priority is evaluated earlier. */
record Rule(String name, int priority, Statement statement, RuleAction action) {}
