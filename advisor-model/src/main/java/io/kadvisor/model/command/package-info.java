/** What people, the executor and the silence watch tell the judgement, and the audit of actions. */
package io.kadvisor.model.command;
