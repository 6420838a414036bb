/** Rules that hold in every room: what may be called from where, and how things are named. */
package io.kadvisor.architecture;
