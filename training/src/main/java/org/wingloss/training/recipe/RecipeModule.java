package org.wingloss.training.recipe;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.wingloss.data.augmentation.Augmentations;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.loss.LandmarkLoss;
import org.wingloss.loss.Reduction;
import org.wingloss.model.alignment.Alignment;
import org.wingloss.model.alignment.TwoStagePrediction;
import org.wingloss.model.network.DetectionNetwork;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.Optimiser;
import org.wingloss.training.schedule.LearningRateSchedule;

/** How files spell what recipes hold: a value as the line that its type reads and prints. */
final class RecipeModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  RecipeModule() {
    line(NetworkSpec.class, NetworkSpec::of, NetworkSpec::line);
    line(DetectionNetwork.class, DetectionNetwork::of, DetectionNetwork::line);
    line(Precision.class, Precision::of, Precision::label);
    line(InitialWeights.class, InitialWeights::of, InitialWeights::line);
    line(LandmarkLoss.class, LandmarkLoss::parse, LandmarkLoss::toString);
    line(Reduction.class, Reduction::parse, Reduction::toString);
    line(Optimiser.class, Optimiser::of, Optimiser::line);
    line(LearningRateSchedule.class, LearningRateSchedule::of, LearningRateSchedule::line);
    line(ValidationSplit.class, ValidationSplit::of, ValidationSplit::label);
    line(BoxProtocol.class, BoxProtocolLine::of, BoxProtocolLine::line);
    line(BalancingRecipe.class, BalancingRecipe::of, BalancingRecipe::line);
    line(SecondStage.Crops.class, SecondStage.Crops::of, SecondStage.Crops::line);
    line(Alignment.Kind.class, SecondStage::kind, Alignment.Kind::label);
    line(TwoStagePrediction.class, SecondStage::prediction, TwoStagePrediction::label);
    spelled(Augmentations.class, String[].class, lines -> Augmentations.parse(List.of(lines)));
    write(Augmentations.class, Augmentations::lines);
    spelled(ExponentialMovingAverage.class, Double.class, ExponentialMovingAverage::new);
    write(ExponentialMovingAverage.class, ExponentialMovingAverage::decay);
  }

  private <T> void line(Class<T> type, Function<String, T> reader, Function<T, String> writer) {
    spelled(type, String.class, reader);
    write(type, writer);
  }

  private <S, T> void spelled(Class<T> type, Class<S> spelling, Function<S, T> reader) {
    addDeserializer(type, new Spelled<>(type, spelling, reader));
  }

  private <T> void write(Class<T> type, Function<T, ?> writer) {
    addSerializer(
        type,
        new StdSerializer<>(type) {
          private static final long serialVersionUID = 1L;

          @Override
          public void serialize(T value, JsonGenerator out, SerializerProvider all)
              throws IOException {
            all.defaultSerializeValue(writer.apply(value), out);
          }
        });
  }

  private static final class Spelled<S, T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final Class<S> spelling;
    private final transient Function<S, T> reader;

    Spelled(Class<T> type, Class<S> spelling, Function<S, T> reader) {
      super(type);
      this.spelling = spelling;
      this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return reader.apply(context.readValue(in, spelling));
    }
  }
}
