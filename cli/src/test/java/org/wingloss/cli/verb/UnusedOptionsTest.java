package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.cli.Cli;
import org.wingloss.cli.terminal.ExitCode;

/** An option that would have no effect is an error: who types it expects one. */
class UnusedOptionsTest extends OnePhoto {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train --recipe 300w-cnn6-wing --data FOLDER --out FOLDER/run --accept-changes | --accept-changes is for --resume
          export --model MODEL --format zip --web FOLDER/page                           | --format and --precision need --out
          export --model MODEL --calibration-faces 9 --out FOLDER/a.onnx                | and --calibration-faces are for --precision int8
          summary --model MODEL --landmarks 5                                           | --landmarks is for --network
          track --model MODEL PHOTO --box 20,10,70,60 --no-filter --fps 30              | leave --no-filter out
          track --model MODEL PHOTO --box 20,10,70,60 --no-filter --beta 3              | leave --no-filter out
          score --truth FOLDER/a.csv --predictions FOLDER/b.csv --images FOLDER         | --images is for the faces of a report
          loss wing --advise --at 1                                                     | --advise prints none
          loss wing --input-size 128                                                    | --coordinates are for --advise
          loss wing --coordinates 0..1                                                  | --coordinates are for --advise
          watch FOLDER/run --plot FOLDER/a.svg --once                                   | are for the terminal
          watch FOLDER/run --plot FOLDER/a.svg --every 3                                | are for the terminal
          watch FOLDER/run --once --every 3                                             | leave --every out
          track --model MODEL --raw 64x64 --box 2,2,60,60 --stored-orientation          | raw ones have no EXIF tag
          predict --model MODEL PHOTO --box 20,10,70,60 --bench --threads 2             | --bench measures on one thread
          balance --dataset mtfl --data FOLDER --scheme mtfl-5                          | --scheme is for --shapes
          doctor --dataset tar --data FOLDER --follow-links                             | --follow-links is for the pictures
          train --recipe 300w-cnn6-wing --set data=tar --data FOLDER --out FOLDER/r --follow-links | --follow-links is for the pictures
          pack --dataset wflw --set data=cofw --data FOLDER --out FOLDER/tars           | --dataset and --set data both name
          pack --dataset mtfl --data FOLDER --out FOLDER/tars --faces-per-tar 0         | --faces-per-tar must be from 1
          pack --dataset mtfl --data FOLDER --out FOLDER/tars --boxes FOLDER/b.csv      | --boxes is for recipes with box: file
          train --recipe 300w-cnn6-wing --data FOLDER --out FOLDER/r --boxes b.csv      | --boxes is for recipes with box: file
          train --recipe aflw-cnn6-wing --data FOLDER --out FOLDER/r --boxes b.csv      | --boxes is for recipes with box: file
          """)
  void option_withoutEffect_isAUsageError(String command, String said) {
    String words =
        command
            .replace("FOLDER", folder.toString())
            .replace("MODEL", model.toString())
            .replace("PHOTO", photo.toString());
    Cli run = Cli.run((Object[]) words.strip().split(" "));
    assertEquals(ExitCode.USAGE, run.exit(), run.err());
    assertTrue(run.err().contains(said.strip()), run.err());
  }
}
