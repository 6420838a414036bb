/** Advisories sent to one HTTP address: signed, in order, at least once. */
package io.kadvisor.api.webhook;
