/**
 * The state that all execution environments share: one table of items, read and changed one item at
 * a time.
 */
package io.portcullis.proxy.table;
