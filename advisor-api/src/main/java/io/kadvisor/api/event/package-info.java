/**
 * What happened, in order, for subscribers that come back: ids that are valid on every instance.
 */
package io.kadvisor.api.event;
