/** The one pure function: state, sweep, commands and policy in; state and records out. */
package io.kadvisor.core.judgement;
