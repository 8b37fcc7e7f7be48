// Tensors of another shape.
#include "bridge.h"

using namespace bridge;

NATIVE(jlong, torchReshape)(JNIEnv* env, jobject, jlong self, jlongArray shape) {
  return guarded(env, [&] { return handle(tensor(self).reshape(longs(env, shape))); });
}

NATIVE(jlong, torchExpand)(JNIEnv* env, jobject, jlong self, jlongArray shape) {
  return guarded(env, [&] { return handle(tensor(self).expand(longs(env, shape))); });
}

NATIVE(jlong, torchPermute)(JNIEnv* env, jobject, jlong self, jlongArray axes) {
  return guarded(env, [&] { return handle(tensor(self).permute(longs(env, axes))); });
}

NATIVE(jlong, torchTranspose)(JNIEnv* env, jobject, jlong self, jlong axis, jlong other) {
  return guarded(env, [&] { return handle(tensor(self).transpose(axis, other)); });
}

NATIVE(jlong, torchFlip)(JNIEnv* env, jobject, jlong self, jlongArray axes) {
  return guarded(env, [&] { return handle(tensor(self).flip(longs(env, axes))); });
}

NATIVE(jlong, torchFlatten)(JNIEnv* env, jobject, jlong self, jlong first, jlong last) {
  return guarded(env, [&] { return handle(tensor(self).flatten(first, last)); });
}

NATIVE(jlong, torchUnsqueeze)(JNIEnv* env, jobject, jlong self, jlong axis) {
  return guarded(env, [&] { return handle(tensor(self).unsqueeze(axis)); });
}

NATIVE(jlong, torchSqueeze__J)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(tensor(self).squeeze()); });
}

NATIVE(jlong, torchSqueeze__JJ)(JNIEnv* env, jobject, jlong self, jlong axis) {
  return guarded(env, [&] { return handle(tensor(self).squeeze(axis)); });
}

NATIVE(jlong, torchCat)(JNIEnv* env, jobject, jlongArray parts, jlong axis) {
  return guarded(env, [&] { return handle(at::cat(tensors(env, parts), axis)); });
}

NATIVE(jlong, torchStack)(JNIEnv* env, jobject, jlongArray parts, jlong axis) {
  return guarded(env, [&] { return handle(at::stack(tensors(env, parts), axis)); });
}

NATIVE(jlong, torchSlice)
(JNIEnv* env, jobject, jlong self, jlong axis, jlong start, jlong end, jlong step) {
  return guarded(env, [&] { return handle(tensor(self).slice(axis, start, end, step)); });
}

namespace {

jlongArray handles(JNIEnv* env, const std::vector<at::Tensor>& parts) {
  std::vector<jlong> values;
  for (const at::Tensor& part : parts) {
    values.push_back(handle(part));
  }
  return long_array(env, values);
}

}  // namespace

NATIVE(jlongArray, torchSplit__JJJ)(JNIEnv* env, jobject, jlong self, jlong size, jlong axis) {
  return guarded(env, [&] { return handles(env, tensor(self).split(size, axis)); });
}

NATIVE(jlongArray, torchSplit__J_3JJ)
(JNIEnv* env, jobject, jlong self, jlongArray sizes, jlong axis) {
  return guarded(env, [&] {
    return handles(env, tensor(self).split_with_sizes(longs(env, sizes), axis));
  });
}
