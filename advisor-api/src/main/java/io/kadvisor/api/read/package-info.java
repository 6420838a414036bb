/** What the API has read from the topics, bounded, as the routes ask for it. */
package io.kadvisor.api.read;
