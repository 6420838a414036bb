package io.kadvisor.core.advice;

import java.util.List;

/** Tells how to get the files of an advisory. */
final class FileSteps {
  private FileSteps() {}

  static String save(List<String> names) {
    return "Save "
        + Phrase.list(names, names.size())
        + " of this advisory (page, API, or topic artefacts) into the folder of the next commands.";
  }
}
