package org.wingloss.spark.session;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import picocli.CommandLine.Option;

/** {@code --master}: the Spark that does the work. */
public final class SparkOptions {
  /** {@code hdfs:}, {@code s3a:} …; one letter is a drive of Windows. */
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  /** What makes a name a pattern of names for Hadoop. */
  private static final Pattern WILDCARD = Pattern.compile("[\\[\\]{}*?\\\\]");

  private static final String MASTER = "spark.master";

  @Option(
      names = "--master",
      paramLabel = "URL",
      description =
          "The cluster, as for spark-submit; where that has named one this is not needed (default:"
              + " local[*], the cores of this machine).")
  private String master;

  /** Whether a name is an address of Hadoop's, such as {@code hdfs://host/a}, and no path. */
  public static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  /**
   * A file or folder as Spark names it; a path is one of this machine and of all others. Hadoop's
   * addresses look like a URI but hold every character as it is.
   */
  public static String address(String name) {
    if (isAddress(name)) {
      return name;
    }
    String path = Path.of(name).toAbsolutePath().normalize().toString();
    return new org.apache.hadoop.fs.Path("file", null, path).toString();
  }

  /**
   * As {@link #address}, of something that is there.
   *
   * @throws InvalidDataException if a path leads nowhere
   */
  public static String existing(String name) {
    if (!isAddress(name) && !Files.exists(Path.of(name))) {
      throw InvalidDataException.in(Path.of(name), "there is no such file");
    }
    return address(name);
  }

  /**
   * As {@link #existing}, for what takes a pattern of names, as all of Spark's readers do: a path
   * is the one file or folder of this name. An address may be a pattern.
   *
   * @throws InvalidDataException if a path leads nowhere
   */
  public static String readable(String name) {
    String address = existing(name);
    return isAddress(name) ? address : WILDCARD.matcher(address).replaceAll("\\\\$0");
  }

  /** Opens a session that is the verb's own. */
  public SparkSession open(String verb) {
    return open(verb, Map.of());
  }

  /**
   * Opens a session that is the verb's own.
   *
   * @param settings Spark's, which no user may have other
   */
  public SparkSession open(String verb, Map<String, String> settings) {
    SparkConf conf = new SparkConf().setAppName("wingloss " + verb);
    if (master != null) {
      conf.setMaster(master);
    }
    conf.setIfMissing(MASTER, "local[*]");
    if (conf.get(MASTER).startsWith("local")) {
      // Nobody else's network: everything runs on this machine.
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
      conf.setIfMissing("spark.ui.enabled", "false");
    }
    if (!conf.get(MASTER).matches("local(\\[.*])?") && ownJar().toString().endsWith(".jar")) {
      conf.setIfMissing("spark.jars", ownJar().toString());
    }
    settings.forEach(conf::set);
    return started(() -> SparkSession.builder().config(conf).getOrCreate());
  }

  /** Says in a sentence why Spark does not start. */
  static SparkSession started(Supplier<SparkSession> start) {
    try {
      return start.get();
    } catch (NoSuchMethodError | NoSuchFieldError | NoClassDefFoundError | AbstractMethodError e) {
      throw new UsageException(
          "Spark cannot be started: this needs Spark 4, and the one that was found lacks something: "
              + e);
    } catch (Exception e) { // Scala declares none.
      // Such as an address that is none, or more cores for a task than a machine has.
      throw new UsageException("Spark cannot be started: " + e.getMessage());
    }
  }

  /** The jar of these classes; in an IDE or a test a folder. */
  private static Path ownJar() {
    try {
      return Path.of(
          SparkOptions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
