package io.kadvisor.core.advice;

import io.kadvisor.model.unit.DataSize;
import java.util.Optional;

/**
 * What replicas are copied for: it decides what the copies cost in the end and how to undo them.
 */
enum CopyPurpose {
  /** To be elsewhere: the old replica goes once the new one is in sync. */
  MOVE {
    @Override
    Optional<String> precondition() {
      return Optional.empty();
    }

    @Override
    String undo(int files, KafkaCommands kafka) {
      return files == 1
          ? "Move them back, and verify until it is complete as above: "
              + kafka.reassign(FileSteps.ROLLBACK, CopySteps.THROTTLE)
          : "Move them back file by file, the last first: "
              + kafka.reassign("rollback-" + files + ".json", CopySteps.THROTTLE);
    }

    @Override
    String cost(DataSize bytes, String receivers) {
      return bytes + " once over the network (" + receivers + "); no more disk once it is done.";
    }
  },

  /** To have more of them: the old replicas stay. */
  ADD {
    @Override
    Optional<String> precondition() {
      return Optional.of("Each receiving broker has the free disk that the cost names.");
    }

    @Override
    String undo(int files, KafkaCommands kafka) {
      return files == 1
          ? "Take the added replicas away again: " + kafka.reassign(FileSteps.ROLLBACK)
          : "Take added replicas away again, file by file, the last first: "
              + kafka.reassign("rollback-" + files + ".json");
    }

    @Override
    String cost(DataSize bytes, String receivers) {
      return "Disk: "
          + bytes
          + " more in all ("
          + receivers
          + "), and the same once over the network.";
    }
  };

  /** What must be so before, beside what all copies need. */
  abstract Optional<String> precondition();

  /**
   * The way back.
   *
   * @param files that the copies were started with, one after the other
   */
  abstract String undo(int files, KafkaCommands kafka);

  /**
   * What it costs.
   *
   * @param receivers what each broker copies, in words
   */
  abstract String cost(DataSize bytes, String receivers);
}
