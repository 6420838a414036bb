/**
 * The rules: each says of each subject whether its condition holds, and the breach machine says for
 * how long.
 */
package io.kadvisor.core.rule;
