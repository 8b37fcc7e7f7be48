package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.DataFormatException;

/**
 * One changed input and the verb that reads it, which depend on the format, the seed and the index
 * alone.
 *
 * @param files the changed files by name below the format's folder
 * @param command the words of the command line; {@code @} stands for the folder
 */
record FuzzInput(Map<String, byte[]> files, List<String> command) {
  static FuzzInput of(FuzzFormat format, Map<String, byte[]> sound, long seed, long index)
      throws IOException {
    long mixed = new SplittableRandom(seed).nextLong() + format.name().hashCode();
    RandomGenerator random = new SplittableRandom(new SplittableRandom(mixed + index).nextLong());
    String target = pick(format.targets(), random);
    byte[] other = sound.get(pick(format.targets(), random));
    Map<String, byte[]> files = new HashMap<>(sound);
    if (format.packing().isPresent() && random.nextInt(3) > 0) {
      files.put(target, repacked(format.packing().get(), sound.get(target), random));
    } else {
      files.put(target, new Mutator(random).mutate(sound.get(target), other));
    }
    if (random.nextBoolean()) {
      putHashesRight(files, target, sound.get(target));
    }
    files.entrySet().removeIf(file -> file.getValue() == sound.get(file.getKey()));
    return new FuzzInput(files, words(pick(format.commands(), random), target));
  }

  /** The command with a target as it is. */
  static List<String> words(String command, String target) {
    return List.of(command.replace("@@", "@/" + target).split(" ", -1));
  }

  private static byte[] repacked(Packing packing, byte[] file, RandomGenerator random)
      throws IOException {
    try {
      Map<String, byte[]> parts = packing.parts(file);
      List<String> names = new ArrayList<>(parts.keySet());
      String changed = pick(names, random);
      byte[] before = parts.get(changed);
      parts.put(changed, new Mutator(random).mutate(before, parts.get(pick(names, random))));
      if (random.nextBoolean()) {
        ModelHashes.putRight(parts, changed, before);
      }
      return packing.file(parts);
    } catch (DataFormatException e) {
      throw new IOException(e);
    }
  }

  /** Of the model or the index in whose folder the target lies, if it lies in one. */
  private static void putHashesRight(Map<String, byte[]> files, String target, byte[] before) {
    int slash = target.indexOf('/') + 1;
    String folder = target.substring(0, slash);
    if (folder.equals(DatasetSeeds.TARS) && !target.equals(DatasetSeeds.INDEX)) {
      byte[] index = files.get(DatasetSeeds.INDEX);
      files.put(DatasetSeeds.INDEX, ModelHashes.renamed(index, before, files.get(target)));
      return;
    }
    if (!folder.equals(ModelSeeds.MODEL) && !folder.equals(ModelSeeds.STAGES)) {
      return;
    }
    Map<String, byte[]> model = new HashMap<>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(folder)) {
            model.put(name.substring(slash), content);
          }
        });
    ModelHashes.putRight(model, target.substring(slash), before);
    model.forEach((name, content) -> files.put(folder + name, content));
  }

  private static <T> T pick(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  /** The words of the command line in a folder. */
  Object[] words(Path folder) {
    return command.stream().map(word -> word.replace("@", folder.toString())).toArray();
  }
}
