/** What wakes a person. What is measured belongs to the layer that measures it. */
package io.portcullis.constructs.alarms;
