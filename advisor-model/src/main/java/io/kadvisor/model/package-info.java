/** Identities and subjects: what a sample, a finding or an advisory is about. */
package io.kadvisor.model;
