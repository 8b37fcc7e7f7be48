// TorchScript: modules and the values that go in and come out.
#include "bridge.h"

#include <torch/script.h>

#include <sstream>

using namespace bridge;

namespace {

using Module = torch::jit::Module;

Module& module(jlong handle) { return *reinterpret_cast<Module*>(handle); }

c10::IValue& value(jlong handle) { return *reinterpret_cast<c10::IValue*>(handle); }

jlong value_handle(c10::IValue made) {
  return reinterpret_cast<jlong>(new c10::IValue(std::move(made)));
}

jlong loaded(std::istream& in, const c10::optional<at::Device>& place) {
  return reinterpret_cast<jlong>(new Module(torch::jit::load(in, place)));
}

}  // namespace

// From a java.io.InputStream, which is read to its end by way of a buffer.
NATIVE(jlong, moduleLoad__Ljava_io_InputStream_2_3IZ_3BJ)
(JNIEnv* env, jobject, jobject stream, jintArray place, jboolean /*to_device*/, jbyteArray buffer,
 jlong /*bytes*/) {
  return guarded(env, [&]() -> jlong {
    jmethodID read = env->GetMethodID(env->GetObjectClass(stream), "read", "([B)I");
    std::string all;
    std::vector<char> part(env->GetArrayLength(buffer));
    for (;;) {
      jint count = env->CallIntMethod(stream, read, buffer);
      if (env->ExceptionCheck()) {
        return 0;
      }
      if (count < 0) {
        break;
      }
      env->GetByteArrayRegion(buffer, 0, count, reinterpret_cast<jbyte*>(part.data()));
      all.append(part.data(), count);
    }
    std::istringstream in(all);
    return loaded(in, device(env, place));
  });
}

NATIVE(void, torchDeleteModule)(JNIEnv*, jobject, jlong self) { delete &module(self); }

NATIVE(void, moduleEval)(JNIEnv* env, jobject, jlong self) {
  guarded(env, [&] { module(self).eval(); });
}

NATIVE(void, moduleTrain)(JNIEnv* env, jobject, jlong self) {
  guarded(env, [&] { module(self).train(); });
}

NATIVE(jlongArray, moduleGetParams)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] {
    std::vector<jlong> handles;
    for (const auto& parameter : module(self).named_parameters()) {
      handles.push_back(handle(parameter.value));
    }
    return long_array(env, handles);
  });
}

NATIVE(jobjectArray, moduleGetParamNames)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&]() -> jobjectArray {
    std::vector<std::string> names;
    for (const auto& parameter : module(self).named_parameters()) {
      names.push_back(parameter.name);
    }
    jobjectArray array = env->NewObjectArray(
        static_cast<jsize>(names.size()), env->FindClass("java/lang/String"), nullptr);
    for (size_t i = 0; array != nullptr && i < names.size(); i++) {
      env->SetObjectArrayElement(array, static_cast<jsize>(i), env->NewStringUTF(names[i].c_str()));
    }
    return array;
  });
}

// Gradients are recorded if the caller trains, whatever the thread's mode.
NATIVE(jlong, moduleRunMethod)
(JNIEnv* env, jobject, jlong self, jstring method, jlongArray inputs, jboolean training,
 jboolean /*own_stream*/) {
  return guarded(env, [&] {
    std::vector<c10::IValue> values;
    for (int64_t each : longs(env, inputs)) {
      values.push_back(value(each));
    }
    c10::AutoGradMode mode(training && c10::GradMode::is_enabled());
    return value_handle(module(self).get_method(text(env, method))(std::move(values)));
  });
}

NATIVE(jlong, iValueFromTensor)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return value_handle(c10::IValue(tensor(self))); });
}

NATIVE(jboolean, iValueIsTensor)(JNIEnv*, jobject, jlong self) { return value(self).isTensor(); }

NATIVE(jlong, iValueToTensor)(JNIEnv* env, jobject, jlong self) {
  return guarded(env, [&] { return handle(value(self).toTensor()); });
}

NATIVE(void, torchDeleteIValue)(JNIEnv*, jobject, jlong self) { delete &value(self); }
