package io.kadvisor.streams.planning;

/** The double is what the topic is. */
class InMemoryPlansTest implements PlansContract {
  @Override
  public Plans plans() {
    return new InMemoryPlans();
  }
}
