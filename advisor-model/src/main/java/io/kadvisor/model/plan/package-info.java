/** Plans that belong to advisories: what was shown, and so what is to be carried out. */
package io.kadvisor.model.plan;
