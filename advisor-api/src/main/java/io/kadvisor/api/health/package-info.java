/** Whether what is shown is current, and who says so. */
package io.kadvisor.api.health;
