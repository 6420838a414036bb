/**
 * The pages under {@code docs/} that are written from the code, so that they cannot say anything
 * else.
 */
package io.kadvisor.docs;
