#nullable disable
namespace AutoMapper
{
    using System;

    public interface IMappingOperationOptions<TSource, TDestination>
    {
    }

    public interface IMapperBase
    {
        TDestination Map<TDestination>(object source);

        TDestination Map<TSource, TDestination>(TSource source);

        TDestination Map<TSource, TDestination>(TSource source, TDestination destination);

        object Map(object source, Type sourceType, Type destinationType);
    }

    public interface IMapper : IMapperBase
    {
    }
}
