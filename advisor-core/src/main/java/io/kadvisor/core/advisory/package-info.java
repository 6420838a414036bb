/** The life of advisories: from incidents and commands to their next revisions. */
package io.kadvisor.core.advisory;
