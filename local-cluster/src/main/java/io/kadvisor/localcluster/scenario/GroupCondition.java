package io.kadvisor.localcluster.scenario;

/** What is true of consumer groups. */
interface GroupCondition extends Condition {
  /** A group in a topic. */
  record Position(String group, String topic) {
    static Position read(Fields fields) {
      return new Position(fields.requiredText("group"), fields.requiredText("topic"));
    }

    @Override
    public String toString() {
      return "lag of group " + group + " in " + topic;
    }
  }

  /** More records than that wait for the group. */
  record LagAbove(Position position, long records) implements GroupCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.lag(position.group(), position.topic()).orElse(-1) > records;
    }

    @Override
    public String describe() {
      return position + " above " + records;
    }
  }

  /** Fewer records than that wait for the group. */
  record LagBelow(Position position, long records) implements GroupCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.lag(position.group(), position.topic()).orElse(Long.MAX_VALUE) < records;
    }

    @Override
    public String describe() {
      return position + " below " + records;
    }
  }

  /** The group has exactly that many members; a group that does not exist has none. */
  record Members(String group, int count) implements GroupCondition {
    @Override
    public boolean holds(ClusterView view) {
      return view.members(group).orElse(0) == count;
    }

    @Override
    public String describe() {
      return "group " + group + " with " + count + " members";
    }
  }
}
