// Gradients.
#include "bridge.h"

using namespace bridge;

NATIVE(jboolean, torchRequiresGrad)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jboolean { return tensor(self).requires_grad(); });
}

NATIVE(void, torchAttachGrad)(JNIEnv* env, jobject, jlong self, jboolean on) {
  guarded(env, [&] { tensor(self).requires_grad_(on); });
}

// 0 before the first backward pass.
NATIVE(jlong, torchGrad)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jlong {
    const at::Tensor& gradient = tensor(self).grad();
    return gradient.defined() ? handle(gradient) : 0;
  });
}

NATIVE(jlong, torchDetachGrad)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(tensor(self).detach()); });
}

NATIVE(void, torchBackward)
(JNIEnv* env, jobject, jlong self, jlong gradient, jboolean keep_graph, jboolean create_graph) {
  guarded(env, [&] { tensor(self).backward(tensor(gradient), keep_graph, create_graph); });
}

NATIVE(void, zeroGrad)(JNIEnv* env, jobject, jlong self) {
  guarded(env, [&] {
    at::Tensor& gradient = tensor(self).mutable_grad();
    if (gradient.defined()) {
      c10::NoGradGuard values_alone;
      gradient.zero_();
    }
  });
}
