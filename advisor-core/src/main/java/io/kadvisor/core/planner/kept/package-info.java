/**
 * Plans that go with advisories: which one wants what, how it is made, and when it holds no more.
 */
package io.kadvisor.core.planner.kept;
