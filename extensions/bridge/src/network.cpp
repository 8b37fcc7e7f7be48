// The layers of networks.
#include "bridge.h"

using namespace bridge;

NATIVE(jlong, torchNNRelu)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(tensor(self).relu()); });
}

NATIVE(jlong, torchNNLeakyRelu)(JNIEnv* env, jobject, jlong self, jdouble slope) {
  return guarded(env, [&] { return handle(at::leaky_relu(tensor(self), slope)); });
}

NATIVE(jlong, torchSoftmax)(JNIEnv* env, jobject, jlong self, jlong axis, jint type) {
  return guarded(env, [&] { return handle(tensor(self).softmax(axis, scalar_type(type))); });
}

NATIVE(jlong, torchLogSoftmax)(JNIEnv* env, jobject, jlong self, jlong axis, jint type) {
  return guarded(env, [&] { return handle(tensor(self).log_softmax(axis, scalar_type(type))); });
}

NATIVE(jlong, torchNNLinear)(JNIEnv* env, jobject, jlong self, jlong weight, jlong bias) {
  return guarded(env, [&] {
    return handle(at::linear(tensor(self), tensor(weight), optional_tensor(bias)));
  });
}

// Of one, two or three axes, by the length of the strides.
NATIVE(jlong, torchNNConvNd)
(JNIEnv* env, jobject, jlong self, jlong weight, jlong bias, jlongArray strides, jlongArray padding,
 jlongArray dilation, jint groups) {
  return guarded(env, [&] {
    std::vector<int64_t> s = longs(env, strides);
    return handle(at::convolution(
        tensor(self), tensor(weight), optional_tensor(bias), s, longs(env, padding),
        longs(env, dilation), /*transposed=*/false,
        /*output_padding=*/std::vector<int64_t>(s.size(), 0), groups));
  });
}

// Java hands on the running values before scale and shift.
NATIVE(jlong, torchNNBatchNorm)
(JNIEnv* env, jobject, jlong self, jlong mean, jlong variance, jlong scale, jlong shift,
 jboolean training, jdouble momentum, jdouble epsilon) {
  return guarded(env, [&] {
    return handle(at::batch_norm(
        tensor(self), optional_tensor(scale), optional_tensor(shift), optional_tensor(mean),
        optional_tensor(variance), training, momentum, epsilon,
        at::globalContext().userEnabledCuDNN()));
  });
}

NATIVE(jlong, torchNNDropout)(JNIEnv* env, jobject, jlong self, jdouble share, jboolean training) {
  return guarded(env, [&] { return handle(at::dropout(tensor(self), share, training)); });
}

NATIVE(jlong, torchNNMaxPool)
(JNIEnv* env, jobject, jlong self, jlongArray kernel, jlongArray strides, jlongArray padding,
 jboolean ceil) {
  return guarded(env, [&] {
    std::vector<int64_t> k = longs(env, kernel);
    TORCH_CHECK(k.size() == 2, "max pooling is known for pictures alone");
    return handle(at::max_pool2d(
        tensor(self), k, longs(env, strides), longs(env, padding), /*dilation=*/1, ceil));
  });
}

NATIVE(jlong, torchNNAvgPool)
(JNIEnv* env, jobject, jlong self, jlongArray kernel, jlongArray strides, jlongArray padding,
 jboolean ceil, jboolean count_padding) {
  return guarded(env, [&] {
    std::vector<int64_t> k = longs(env, kernel);
    TORCH_CHECK(k.size() == 2, "average pooling is known for pictures alone");
    return handle(at::avg_pool2d(
        tensor(self), k, longs(env, strides), longs(env, padding), ceil, count_padding));
  });
}

NATIVE(jlong, torchNNAdaptiveAvgPool)(JNIEnv* env, jobject, jlong self, jlongArray size) {
  return guarded(env, [&] {
    return handle(at::adaptive_avg_pool2d(tensor(self), longs(env, size)));
  });
}

// Mode 0 is the nearest neighbour, 2 bilinear.
NATIVE(jlong, torchNNInterpolate)
(JNIEnv* env, jobject, jlong self, jlongArray size, jint mode, jboolean align) {
  return guarded(env, [&] {
    switch (mode) {
      case 0: return handle(at::upsample_nearest2d(tensor(self), longs(env, size)));
      case 2: return handle(at::upsample_bilinear2d(tensor(self), longs(env, size), align));
      default: TORCH_CHECK(false, "interpolation ", mode, " is not known here");
    }
  });
}

NATIVE(jlong, torchNNSoftPlus)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(at::softplus(tensor(self))); });
}

NATIVE(jlong, torchNNElu)(JNIEnv* env, jobject, jlong self, jdouble alpha) {
  return guarded(env, [&] { return handle(at::elu(tensor(self), alpha)); });
}

NATIVE(jlong, torchNNGelu)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(at::gelu(tensor(self))); });
}
