// Element by element, sums and products.
#include "bridge.h"

using namespace bridge;

// A tensor from one tensor, and from two.
#define UNARY(name, expression)                                                     \
  NATIVE(jlong, name)(JNIEnv* env, jobject, jlong self) {                           \
    return guarded(env, [&] {                                                       \
      const at::Tensor& a = tensor(self);                                           \
      return handle(expression);                                                    \
    });                                                                             \
  }
#define BINARY(name, expression)                                                    \
  NATIVE(jlong, name)(JNIEnv* env, jobject, jlong self, jlong other) {              \
    return guarded(env, [&] {                                                       \
      const at::Tensor& a = tensor(self);                                           \
      const at::Tensor& b = tensor(other);                                          \
      return handle(expression);                                                    \
    });                                                                             \
  }
// The first tensor is changed.
#define BINARY_IN_PLACE(name, statement)                                            \
  NATIVE(void, name)(JNIEnv* env, jobject, jlong self, jlong other) {               \
    guarded(env, [&] {                                                              \
      at::Tensor& a = tensor(self);                                                 \
      const at::Tensor& b = tensor(other);                                          \
      statement;                                                                    \
    });                                                                             \
  }

UNARY(torchAbs, a.abs())
UNARY(torchSquare, a.square())
UNARY(torchSqrt, a.sqrt())
UNARY(torchExp, a.exp())
UNARY(torchLog, a.log())
UNARY(torchSign, a.sign())
UNARY(torchNeg, a.neg())
UNARY(torchFloor, a.floor())
UNARY(torchCeil, a.ceil())
UNARY(torchRound, a.round())
UNARY(torchSin, a.sin())
UNARY(torchCos, a.cos())
UNARY(torchTanh, a.tanh())
UNARY(torchSigmoid, a.sigmoid())
UNARY(torchIsNaN, at::isnan(a))
UNARY(torchIsInf, at::isinf(a))
UNARY(torchAll, a.all())
UNARY(torchAny, a.any())
UNARY(torchNone, a.any().logical_not())
UNARY(torchLogicalNot, a.logical_not())

BINARY(torchAdd, a.add(b))
BINARY(torchSub, a.sub(b))
BINARY(torchMul, a.mul(b))
BINARY(torchTrueDivide, a.true_divide(b))
BINARY(torchPow, a.pow(b))
BINARY(torchMaximum, at::maximum(a, b))
BINARY(torchMinimum, at::minimum(a, b))
BINARY(torchMatmul, a.matmul(b))
BINARY(torchBmm, a.bmm(b))
BINARY(torchDot, a.dot(b))
BINARY(torchEq, a.eq(b))
BINARY(torchNeq, a.ne(b))
BINARY(torchGt, a.gt(b))
BINARY(torchGte, a.ge(b))
BINARY(torchLt, a.lt(b))
BINARY(torchLte, a.le(b))
BINARY(torchLogicalAnd, a.logical_and(b))
BINARY(torchLogicalOr, a.logical_or(b))

BINARY_IN_PLACE(torchAddi, a.add_(b))
BINARY_IN_PLACE(torchSubi, a.sub_(b))
BINARY_IN_PLACE(torchMuli, a.mul_(b))
BINARY_IN_PLACE(torchTrueDividei, a.true_divide_(b))
BINARY_IN_PLACE(torchPowi, a.pow_(b))

NATIVE(void, torchSigni)(JNIEnv* env, jobject, jlong self) {
  guarded(env, [&] { tensor(self).sign_(); });
}

NATIVE(void, torchNegi)(JNIEnv* env, jobject, jlong self) {
  guarded(env, [&] { tensor(self).neg_(); });
}

NATIVE(jlong, torchWhere)(JNIEnv* env, jobject, jlong where, jlong self, jlong other) {
  return guarded(env, [&] { return handle(at::where(tensor(where), tensor(self), tensor(other))); });
}

NATIVE(jboolean, contentEqual)(JNIEnv* env, jobject, jlong self, jlong other) {
  return guarded(env, [&]() -> jboolean { return tensor(self).equal(tensor(other)); });
}

// Over all elements, and over some axes; "keep" leaves these axes with the length 1.
UNARY(torchSum__J, a.sum())
UNARY(torchProd__J, a.prod())
UNARY(torchMean__J, a.mean())
UNARY(torchMax__J, a.max())
UNARY(torchMin__J, a.min())
UNARY(torchArgMax__J, a.argmax())
UNARY(torchArgMin__J, a.argmin())

NATIVE(jlong, torchSum__J_3JZ)
(JNIEnv* env, jobject, jlong self, jlongArray axes, jboolean keep) {
  return guarded(env, [&] { return handle(tensor(self).sum(longs(env, axes), keep)); });
}

NATIVE(jlong, torchProd__JJZ)(JNIEnv* env, jobject, jlong self, jlong axis, jboolean keep) {
  return guarded(env, [&] { return handle(tensor(self).prod(axis, keep)); });
}

NATIVE(jlong, torchMean__JJZ)(JNIEnv* env, jobject, jlong self, jlong axis, jboolean keep) {
  return guarded(env, [&] { return handle(tensor(self).mean(at::IntArrayRef{axis}, keep)); });
}

NATIVE(jlong, torchMax__JJZ)(JNIEnv* env, jobject, jlong self, jlong axis, jboolean keep) {
  return guarded(env, [&] { return handle(tensor(self).amax(at::IntArrayRef{axis}, keep)); });
}

NATIVE(jlong, torchMin__JJZ)(JNIEnv* env, jobject, jlong self, jlong axis, jboolean keep) {
  return guarded(env, [&] { return handle(tensor(self).amin(at::IntArrayRef{axis}, keep)); });
}

NATIVE(jlong, torchClamp)(JNIEnv* env, jobject, jlong self, jlong low, jlong high) {
  return guarded(env, [&] {
    return handle(at::clamp(tensor(self), optional_tensor(low), optional_tensor(high)));
  });
}
