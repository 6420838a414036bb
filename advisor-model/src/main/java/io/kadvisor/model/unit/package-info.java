/** Units as types, so that bytes, rates and shares cannot be mixed up. */
package io.kadvisor.model.unit;
