package io.kadvisor.collector.facts;

class InMemoryClusterTest extends FactSourceContract {
  private final InMemoryCluster memory = new InMemoryCluster();

  @Override
  protected FactSource source() {
    return memory;
  }

  @Override
  protected Cluster cluster() {
    return new Cluster() {
      @Override
      public void createTopic(String name, int partitions) {
        memory.createTopic(name, partitions);
      }

      @Override
      public void deleteTopic(String name) {
        memory.deleteTopic(name);
      }

      @Override
      public void append(String topic, int partition, int records) {
        memory.append(topic, partition, records);
      }

      @Override
      public void commit(String group, String topic, int partition, long offset) {
        memory.commit(group, topic, partition, offset);
      }

      @Override
      public void createTopicOn(String name, int... brokers) {
        memory.createTopicOn(name, brokers);
      }

      @Override
      public void beginMove(String topic, int from, int to) {
        memory.throttle(topic, from, 1);
        memory.move(topic, 0, from, to);
      }

      @Override
      public void cancelMove(String topic, int from) {
        memory.endMoves();
      }

      @Override
      public void endThrottle(String topic, int from) {
        memory.throttle(topic, from, 0);
      }

      @Override
      public void silence(int broker) {
        memory.silence(broker);
      }

      @Override
      public void revive(int broker) {
        memory.revive(broker);
      }
    };
  }
}
