package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.SmallModels;
import org.wingloss.data.image.ImageFiles;

/** Parts of sharded works, which {@code merge} reads. */
final class ShardSeeds {
  private static final int PICTURES = 3;

  private ShardSeeds() {}

  static List<FuzzFormat> formats() {
    return List.of(
        FuzzFormat.of(
                "shard-predict",
                ShardSeeds::predicted,
                List.of("faces.jsonl.shards/1-of-2.part", "faces.jsonl.shards/2-of-2.part"),
                "merge @/faces.jsonl")
            .packedAs(Packing.SHARD)
            .writing("faces.jsonl"),
        FuzzFormat.of(
                "shard-evaluate",
                ShardSeeds::evaluated,
                List.of("report.shards/1-of-1.part"),
                "merge @/report --json")
            .packedAs(Packing.SHARD)
            .writing("report")
            .costing(40));
  }

  private static void pictures(Path folder) throws IOException {
    SmallModels.one(folder.resolve("model"));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < PICTURES; i++) {
      ImageFiles.writePng(SmallModels.picture(40, 36, i), folder.resolve("p" + i + ".png"));
      lines.append(
          ("{\"image\":\"p%d.png\",\"landmarks\":"
                  + "[[10,10],[22,11],[16,16],[11,22],[21,22]],\"box\":[5,5,28,28]}%n")
              .formatted(i));
    }
    Files.writeString(folder.resolve("test.jsonl"), lines);
  }

  private static void predicted(Path folder) throws IOException {
    pictures(folder);
    for (String shard : List.of("1/2", "2/2")) {
      run(
          "predict --model %s/model %1$s/p0.png %1$s/p1.png %1$s/p2.png --box 5,5,28,28 --box"
              + " 1,2,30,28 --uncertainty --out %1$s/faces.jsonl --shard "
              + shard,
          folder);
    }
  }

  private static void evaluated(Path folder) throws IOException {
    pictures(folder);
    run(
        "evaluate --model %s/model --dataset jsonl:mtfl-5 --data %1$s --split test --resamples 100"
            + " --norm landmark-box --out %1$s/report --shard 1/1",
        folder);
  }

  private static void run(String command, Path folder) throws IOException {
    FaceFileSeeds.printed((Object[]) command.formatted(folder).split(" ", -1));
  }
}
