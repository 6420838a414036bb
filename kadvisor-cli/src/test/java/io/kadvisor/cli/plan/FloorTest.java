package io.kadvisor.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kadvisor.core.planner.bound.Aims;
import io.kadvisor.core.planner.bound.Floor;
import io.kadvisor.core.planner.model.ClusterModel;
import io.kadvisor.core.planner.placement.Measure;
import io.kadvisor.core.planner.placement.Placement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The floors of bytes that docs/planner.md has of the reference inputs. */
class FloorTest {
  @ParameterizedTest
  @CsvSource({
    "add-3to6, 45.0, 45.0",
    "add-10to13, 16.2, 19.1",
    "remove-6to5, 18.7, 17.2",
    "remove-13to12, 8.7, 8.7",
    "grown-10-2k, 6.5, 12.2",
    "grown-50-20k, 13.5, 13.5",
    "ccrand-10-2k, 19.9, 19.9",
    "ccrand-50-20k, 19.7, 19.7"
  })
  void shouldBeWhatTheDocumentSays(String name, double percent, double asShared) throws Exception {
    ClusterModel model = ModelReader.read(Inputs.input(name)).model();
    var start = new Placement(model);
    var aims = new Aims(start, model.constraints().tolerance());

    Floor floor = Floor.of(start, aims, Measure.DISK);

    double all = 0;
    for (int broker = 0; broker < model.brokerCount(); broker++) {
      all += start.carried(broker, Measure.DISK.column());
    }
    assertThat(100 * floor.moved() / all).isCloseTo(percent, within(0.05));
    assertThat(100 * floor.movedAsShared() / all).isCloseTo(asShared, within(0.05));
  }
}
