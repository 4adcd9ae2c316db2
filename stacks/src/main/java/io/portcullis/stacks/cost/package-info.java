/**
 * What an environment costs, from its templates, a list of prices and assumptions that it states.
 */
package io.portcullis.stacks.cost;
