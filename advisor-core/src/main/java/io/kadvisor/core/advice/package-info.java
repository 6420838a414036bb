/** From an incident to words, steps and files that a person can carry out. */
package io.kadvisor.core.advice;
