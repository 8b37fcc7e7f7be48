package org.wingloss.cli.spark;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code wingloss spark VERB}: a verb of the module spark, in a Java with Spark's class path. */
@Command(
    name = "spark",
    header = "verbs on a Spark cluster, or on all cores",
    mixinStandardHelpOptions = true,
    description = {
      "Hands a verb and its options to Spark. 'wingloss spark --help' is this page, 'wingloss spark"
          + " VERB --help' tells the options of a verb: predict, score, sweep, reproduce,"
          + " synthesise.",
      "The Spark is that of SPARK_HOME, or the one that './mvnw package -Pspark"
          + " -Dmaven.test.skip=true' makes in a clone. Without --master the cores of this machine do"
          + " the work. For spark-submit see the README of the module."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss spark predict photos/ --out faces.jsonl",
      "  wingloss spark predict photos/ --out faces --master spark://host:7077"
    })
public final class SparkVerb implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "VERB",
      description = "The verb, and what belongs to it.")
  private List<String> words;

  /** Everything behind the verb belongs to it, options too. */
  @Spec
  void spec(CommandSpec spec) {
    spec.parser().stopAtPositional(true);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return SparkProcess.find(System.getenv()).run(words);
  }
}
