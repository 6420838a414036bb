/** The advisor's API: everything that is told, over HTTP. */
package io.kadvisor.api;
