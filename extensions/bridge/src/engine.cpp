// Threads, modes and what the library can do.
#include "bridge.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

using namespace bridge;

NATIVE(jboolean, torchIsGradMode)(JNIEnv*, jobject) { return c10::GradMode::is_enabled(); }

NATIVE(void, torchSetGradMode)(JNIEnv*, jobject, jboolean on) { c10::GradMode::set_enabled(on); }

NATIVE(jint, torchGetNumInteropThreads)(JNIEnv*, jobject) {
  return at::get_num_interop_threads();
}

NATIVE(jint, torchGetNumThreads)(JNIEnv*, jobject) { return at::get_num_threads(); }

NATIVE(void, torchSetNumInteropThreads)(JNIEnv* env, jobject, jint threads) {
  guarded(env, [&] { at::set_num_interop_threads(threads); });
}

NATIVE(void, torchSetNumThreads)(JNIEnv* env, jobject, jint threads) {
  guarded(env, [&] { at::set_num_threads(threads); });
}

NATIVE(void, torchSetBenchmarkCuDNN)(JNIEnv*, jobject, jboolean on) {
  at::globalContext().setBenchmarkCuDNN(on);
}

NATIVE(void, torchManualSeed)(JNIEnv* env, jobject, jlong seed) {
  guarded(env, [&] { at::manual_seed(static_cast<uint64_t>(seed)); });
}

// Adds the names of what the library can do to a java.util.Set, "wingloss-bridge" among them.
NATIVE(void, torchShowConfig)(JNIEnv* env, jobject, jobject set) {
  guarded(env, [&] {
    jclass type = env->FindClass("java/util/Set");
    jmethodID add = env->GetMethodID(type, "add", "(Ljava/lang/Object;)Z");
    std::vector<std::string> names = {"wingloss-bridge", "libtorch-" TORCH_VERSION};
    if (at::hasCUDA()) {
      names.emplace_back("CUDA");
    }
    if (at::globalContext().hasCuDNN()) {
      names.emplace_back("CUDNN");
    }
    if (at::hasMKL()) {
      names.emplace_back("MKL");
    }
    if (at::globalContext().hasMKLDNN()) {
      names.emplace_back("MKLDNN");
    }
    if (at::hasOpenMP()) {
      names.emplace_back("OPENMP");
    }
    for (const std::string& name : names) {
      env->CallBooleanMethod(set, add, env->NewStringUTF(name.c_str()));
    }
  });
}
