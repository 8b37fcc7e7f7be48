// What all natives share. A tensor travels to Java as the address of an at::Tensor on the heap, a
// value of a script as that of a c10::IValue, and Java frees each by torchDeleteTensor and
// torchDeleteIValue.
#pragma once

#include <ATen/ATen.h>
#include <c10/core/GradMode.h>
#include <jni.h>

#include <exception>
#include <string>
#include <utility>
#include <vector>

// The declaration of a native method of ai.djl.pytorch.jni.PyTorchLibrary. Methods of one name with
// other parameters have a suffix, by which the Java virtual machine tells them apart.
#define NATIVE(type, name) \
  extern "C" JNIEXPORT type JNICALL Java_ai_djl_pytorch_jni_PyTorchLibrary_##name

namespace bridge {

// Throws a Java exception in the calling thread; the native has to return after it.
inline void raise(JNIEnv* env, const char* message) {
  if (env->ExceptionCheck()) {
    return;
  }
  jclass type = env->FindClass("ai/djl/engine/EngineException");
  if (type == nullptr) {
    env->ExceptionClear();
    type = env->FindClass("java/lang/IllegalStateException");
  }
  env->ThrowNew(type, message);
}

// Runs the work of a native. What C++ throws becomes a Java exception, and the result is 0.
template <typename Work>
auto guarded(JNIEnv* env, Work work) -> decltype(work()) {
  try {
    return work();
  } catch (const c10::Error& e) {
    raise(env, e.what_without_backtrace());
  } catch (const std::exception& e) {
    raise(env, e.what());
  }
  return decltype(work())();
}

inline at::Tensor& tensor(jlong handle) { return *reinterpret_cast<at::Tensor*>(handle); }

// A tensor that a caller may leave out; its handle is then 0.
inline c10::optional<at::Tensor> optional_tensor(jlong handle) {
  return handle == 0 ? c10::nullopt : c10::optional<at::Tensor>(tensor(handle));
}

inline jlong handle(at::Tensor value) {
  return reinterpret_cast<jlong>(new at::Tensor(std::move(value)));
}

inline std::vector<int64_t> longs(JNIEnv* env, jlongArray array) {
  static_assert(sizeof(int64_t) == sizeof(jlong), "a jlong has 64 bits");
  std::vector<int64_t> values(env->GetArrayLength(array));
  env->GetLongArrayRegion(
      array, 0, static_cast<jsize>(values.size()), reinterpret_cast<jlong*>(values.data()));
  return values;
}

inline jlongArray long_array(JNIEnv* env, const std::vector<jlong>& values) {
  jlongArray array = env->NewLongArray(static_cast<jsize>(values.size()));
  if (array != nullptr) {
    env->SetLongArrayRegion(array, 0, static_cast<jsize>(values.size()), values.data());
  }
  return array;
}

inline std::vector<at::Tensor> tensors(JNIEnv* env, jlongArray handles) {
  std::vector<at::Tensor> values;
  for (int64_t each : longs(env, handles)) {
    values.push_back(tensor(each));
  }
  return values;
}

inline std::string text(JNIEnv* env, jstring value) {
  const char* chars = env->GetStringUTFChars(value, nullptr);
  std::string copy = chars == nullptr ? "" : chars;
  if (chars != nullptr) {
    env->ReleaseStringUTFChars(value, chars);
  }
  return copy;
}

// The place of a type in Java's enumeration ai.djl.ndarray.types.DataType, and back.
at::ScalarType scalar_type(jint java);
jint java_type(at::ScalarType type);

// {1, 2} is the third GPU: the kind of device as PyTorch numbers it, and its index.
at::Device device(JNIEnv* env, jintArray java);

}  // namespace bridge
