package io.kadvisor.core.advice;

import java.util.List;

/** The files that go with an advisory: what plans call them, and how to get them. */
final class FileSteps {
  static final String PLAN = "reassignment.json";
  static final String ROLLBACK = "rollback.json";

  /** Partitions whose preferred replica is to lead once the plan is carried out. */
  static final String ELECTION = "election.json";

  /** The same once it is taken back. */
  static final String ELECTION_BACK = "election-rollback.json";

  private FileSteps() {}

  static String save(List<String> names) {
    return "Save "
        + Phrase.list(names, names.size())
        + " of this advisory (page, API, or topic artefacts) into the folder of the next commands.";
  }
}
