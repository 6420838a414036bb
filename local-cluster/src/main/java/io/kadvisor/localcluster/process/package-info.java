/** Child processes that never outlive their parent, and the folder that goes with them. */
package io.kadvisor.localcluster.process;
