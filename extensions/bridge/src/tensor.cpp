// Tensors come and go, tell what they are, and exchange memory with Java.
#include "bridge.h"

using namespace bridge;

namespace bridge {

namespace {

// In the order of ai.djl.ndarray.types.DataType; Undefined where PyTorch has no such type.
constexpr at::ScalarType TYPES[] = {
    at::kFloat,     at::kDouble,     at::kHalf,      at::kByte,     at::kInt,    at::kChar,
    at::kLong,      at::kBool,       at::kComplexFloat, at::ScalarType::Undefined,
    at::ScalarType::Undefined, at::kBFloat16, at::ScalarType::UInt64, at::ScalarType::UInt32,
    at::ScalarType::UInt16, at::kShort};

}  // namespace

at::ScalarType scalar_type(jint java) {
  TORCH_CHECK(
      java >= 0 && java < static_cast<jint>(std::size(TYPES))
          && TYPES[java] != at::ScalarType::Undefined,
      "PyTorch has no data type for number ", java, " of DataType");
  return TYPES[java];
}

jint java_type(at::ScalarType type) {
  for (size_t i = 0; i < std::size(TYPES); i++) {
    if (TYPES[i] == type) {
      return static_cast<jint>(i);
    }
  }
  TORCH_CHECK(false, "Java has no data type for ", type);
}

at::Device device(JNIEnv* env, jintArray java) {
  jint values[2] = {0, -1};
  env->GetIntArrayRegion(java, 0, 2, values);
  auto type = static_cast<at::DeviceType>(values[0]);
  return at::Device(type, type == at::kCPU ? -1 : static_cast<at::DeviceIndex>(values[1]));
}

namespace {

at::TensorOptions options(JNIEnv* env, jint type, jint layout, jintArray place, jboolean grad) {
  TORCH_CHECK(layout == 0, "only dense tensors are known here, not layout ", layout);
  return at::TensorOptions()
      .dtype(scalar_type(type))
      .device(device(env, place))
      .requires_grad(grad);
}

// Lets go of a Java object, in whatever thread the last tensor over its memory ends.
void release(JavaVM* machine, jobject object) {
  JNIEnv* env = nullptr;
  bool attached = false;
  if (machine->GetEnv(reinterpret_cast<void**>(&env), JNI_VERSION_1_8) == JNI_EDETACHED) {
    attached =
        machine->AttachCurrentThreadAsDaemon(reinterpret_cast<void**>(&env), nullptr) == JNI_OK;
  }
  if (env != nullptr) {
    env->DeleteGlobalRef(object);
  }
  if (attached) {
    machine->DetachCurrentThread();
  }
}

// The memory of a direct buffer as a tensor; nothing is copied. The buffer lives as long as the
// tensor and all views of it: Java keeps it only as long as its own object for this tensor.
at::Tensor over(JNIEnv* env, jobject buffer, at::IntArrayRef shape, at::ScalarType type) {
  void* data = env->GetDirectBufferAddress(buffer);
  TORCH_CHECK(data != nullptr, "only a direct buffer can become a tensor");
  JavaVM* machine = nullptr;
  env->GetJavaVM(&machine);
  jobject kept = env->NewGlobalRef(buffer);
  at::Tensor view = at::from_blob(
      data, shape, [machine, kept](void*) { release(machine, kept); },
      at::TensorOptions().dtype(type));
  TORCH_CHECK(
      static_cast<int64_t>(view.nbytes()) <= env->GetDirectBufferCapacity(buffer),
      "the buffer has ", env->GetDirectBufferCapacity(buffer), " bytes but the tensor needs ",
      view.nbytes());
  return view;
}

}  // namespace

}  // namespace bridge

NATIVE(jlongArray, torchSizes)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] {
    auto sizes = tensor(self).sizes();
    return long_array(env, std::vector<jlong>(sizes.begin(), sizes.end()));
  });
}

NATIVE(jint, torchDType)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return java_type(tensor(self).scalar_type()); });
}

NATIVE(jintArray, torchDevice)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] {
    at::Device place = tensor(self).device();
    jint values[2] = {static_cast<jint>(place.type()), static_cast<jint>(place.index())};
    jintArray array = env->NewIntArray(2);
    if (array != nullptr) {
      env->SetIntArrayRegion(array, 0, 2, values);
    }
    return array;
  });
}

NATIVE(jint, torchLayout)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jint {
    switch (tensor(self).layout()) {
      case at::kStrided: return 0;
      case at::kSparse: return 1;
      case at::kMkldnn: return 2;
      default: TORCH_CHECK(false, "Java has no layout for ", tensor(self).layout());
    }
  });
}

NATIVE(jboolean, torchIsContiguous)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jboolean { return tensor(self).is_contiguous(); });
}

NATIVE(jlong, torchToContiguous)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(tensor(self).contiguous()); });
}

// The tensor's own memory, which Java may read and write as long as the tensor lives.
NATIVE(jobject, torchDirectByteBuffer)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jobject {
    at::Tensor& t = tensor(self);
    TORCH_CHECK(
        t.device().is_cpu() && t.is_contiguous(), "only contiguous memory of the processor");
    return env->NewDirectByteBuffer(t.data_ptr(), static_cast<jlong>(t.nbytes()));
  });
}

NATIVE(jbyteArray, torchDataPtr)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jbyteArray {
    at::Tensor t = tensor(self).detach().cpu().contiguous();
    TORCH_CHECK(t.nbytes() <= INT32_MAX, "a Java array holds at most 2 GiB");
    auto bytes = static_cast<jsize>(t.nbytes());
    jbyteArray array = env->NewByteArray(bytes);
    if (array != nullptr) {
      env->SetByteArrayRegion(array, 0, bytes, static_cast<const jbyte*>(t.data_ptr()));
    }
    return array;
  });
}

// On the processor the tensor shares the buffer's memory, which Java keeps alive; elsewhere it is
// a copy.
NATIVE(jlong, torchFromBlob)
(JNIEnv* env, jobject, jobject buffer, jlongArray shape, jint type, jint layout, jintArray place,
 jboolean grad) {
  return guarded(env, [&] {
    TORCH_CHECK(layout == 0, "only dense tensors are known here, not layout ", layout);
    at::Tensor made =
        over(env, buffer, longs(env, shape), scalar_type(type)).to(device(env, place));
    made.set_requires_grad(grad);
    return handle(made);
  });
}

// Replaces the values by those of a buffer.
NATIVE(void, torchSet)(JNIEnv* env, jobject, jlong self, jobject buffer) {
  guarded(env, [&] {
    at::Tensor& t = tensor(self);
    c10::NoGradGuard values_alone;
    t.copy_(over(env, buffer, t.sizes(), t.scalar_type()));
  });
}

// Always a copy: Java asks only where it needs one.
NATIVE(jlong, torchTo)(JNIEnv* env, jobject, jlong self, jint type, jintArray place) {
  return guarded(env, [&] {
    return handle(tensor(self).to(
        device(env, place), scalar_type(type), /*non_blocking=*/false, /*copy=*/true));
  });
}

NATIVE(jlong, tensorClone)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(tensor(self).clone()); });
}

NATIVE(void, torchDeleteTensor)(JNIEnv*, jobject, jlong self) {
  delete reinterpret_cast<at::Tensor*>(self);
}

NATIVE(jlong, torchEmpty)
(JNIEnv* env, jobject, jlongArray shape, jint type, jint layout, jintArray place, jboolean grad) {
  return guarded(env, [&] {
    return handle(at::empty(longs(env, shape), options(env, type, layout, place, grad)));
  });
}

NATIVE(jlong, torchZeros)
(JNIEnv* env, jobject, jlongArray shape, jint type, jint layout, jintArray place, jboolean grad) {
  return guarded(env, [&] {
    return handle(at::zeros(longs(env, shape), options(env, type, layout, place, grad)));
  });
}

NATIVE(jlong, torchOnes)
(JNIEnv* env, jobject, jlongArray shape, jint type, jint layout, jintArray place, jboolean grad) {
  return guarded(env, [&] {
    return handle(at::ones(longs(env, shape), options(env, type, layout, place, grad)));
  });
}

NATIVE(jlong, torchFull)
(JNIEnv* env, jobject, jlongArray shape, jdouble value, jint type, jint layout, jintArray place,
 jboolean grad) {
  return guarded(env, [&] {
    return handle(at::full(longs(env, shape), value, options(env, type, layout, place, grad)));
  });
}

NATIVE(jlong, torchZerosLike)
(JNIEnv* env, jobject, jlong self, jint type, jint layout, jintArray place, jboolean grad) {
  return guarded(env, [&] {
    return handle(at::zeros_like(tensor(self), options(env, type, layout, place, grad)));
  });
}

NATIVE(jlong, torchOnesLike)
(JNIEnv* env, jobject, jlong self, jint type, jint layout, jintArray place, jboolean grad) {
  return guarded(env, [&] {
    return handle(at::ones_like(tensor(self), options(env, type, layout, place, grad)));
  });
}

NATIVE(jlong, torchArange)
(JNIEnv* env, jobject, jfloat start, jfloat end, jfloat step, jint type, jint layout,
 jintArray place, jboolean grad) {
  return guarded(env, [&] {
    return handle(at::arange(start, end, step, options(env, type, layout, place, grad)));
  });
}
