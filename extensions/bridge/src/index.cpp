// Parts of a tensor by an index, which Java puts together piece by piece.
#include "bridge.h"

#include <ATen/TensorIndexing.h>

using namespace bridge;
using at::indexing::TensorIndex;

namespace {

using Index = std::vector<TensorIndex>;

Index& index(jlong handle) { return *reinterpret_cast<Index*>(handle); }

}  // namespace

NATIVE(jlong, torchIndexInit)(JNIEnv* env, jobject, jint length) {
  return guarded(env, [&] {
    auto* made = new Index();
    made->reserve(length);
    return reinterpret_cast<jlong>(made);
  });
}

NATIVE(void, torchDeleteIndex)(JNIEnv*, jobject, jlong self) { delete &index(self); }

// "..." or a new axis of the length 1.
NATIVE(void, torchIndexAppendNoneEllipsis)(JNIEnv* env, jobject, jlong self, jboolean ellipsis) {
  guarded(env, [&] {
    if (ellipsis) {
      index(self).emplace_back(at::indexing::Ellipsis);
    } else {
      index(self).emplace_back(at::indexing::None);
    }
  });
}

// Of "open", bit 1 says that there is no start and bit 0 that there is no end.
NATIVE(void, torchIndexAppendSlice)
(JNIEnv* env, jobject, jlong self, jlong start, jlong end, jlong step, jint open) {
  guarded(env, [&] {
    auto bound = [](bool none, jlong value) {
      return none ? c10::optional<c10::SymInt>() : c10::optional<c10::SymInt>(value);
    };
    index(self).emplace_back(
        at::indexing::Slice(bound(open & 2, start), bound(open & 1, end), c10::SymInt(step)));
  });
}

NATIVE(void, torchIndexAppendFixed)(JNIEnv* env, jobject, jlong self, jlong at) {
  guarded(env, [&] { index(self).emplace_back(static_cast<int64_t>(at)); });
}

NATIVE(void, torchIndexAppendArray)(JNIEnv* env, jobject, jlong self, jlong places) {
  guarded(env, [&] { index(self).emplace_back(tensor(places)); });
}

NATIVE(jlong, torchIndexAdvGet)(JNIEnv* env, jobject, jlong self, jlong at) {
  return guarded(env, [&] { return handle(tensor(self).index(index(at))); });
}

NATIVE(void, torchIndexAdvPut)(JNIEnv* env, jobject, jlong self, jlong at, jlong values) {
  guarded(env, [&] { tensor(self).index_put_(index(at), tensor(values)); });
}

NATIVE(jlong, torchGather)
(JNIEnv* env, jobject, jlong self, jlong places, jlong axis, jboolean /*sparse*/) {
  return guarded(env, [&] { return handle(tensor(self).gather(axis, tensor(places))); });
}

NATIVE(jlong, torchTake)(JNIEnv* env, jobject, jlong self, jlong places) {
  return guarded(env, [&] { return handle(tensor(self).take(tensor(places))); });
}
